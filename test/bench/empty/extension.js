// An extension that does nothing: what activation costs without us.

export function activate() {}
export function deactivate() {}
