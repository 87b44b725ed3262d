// Makes one element look like another and keeps every node that need not change: focus, selection and scroll survive.

/** Changes `current` into `wanted`, whose children may be moved; false when the two are too different for that. */
export function morph(current: Element, wanted: Element): boolean {
  const names = wanted.getAttributeNames();
  if (current.tagName !== wanted.tagName || current.getAttributeNames().join(' ') !== names.join(' ')) return false;
  for (const name of names) {
    const value = wanted.getAttribute(name) ?? '';
    if (current.getAttribute(name) !== value) current.setAttribute(name, value);
  }
  const children = [...wanted.childNodes];
  children.forEach((child, index) => morphChild(current, current.childNodes[index], child));
  while (current.childNodes.length > children.length) current.lastChild?.remove();
  return true;
}

function morphChild(parent: Element, current: ChildNode | undefined, wanted: ChildNode): void {
  if (!current) parent.append(wanted);
  else if (current.isEqualNode(wanted)) return;
  else if (current instanceof Text && wanted instanceof Text) growText(current, wanted.data);
  else if (!(current instanceof Element && wanted instanceof Element && morph(current, wanted))) current.replaceWith(wanted);
}

function growText(current: Text, wanted: string): void {
  if (wanted.startsWith(current.data)) current.appendData(wanted.slice(current.data.length));
  else current.data = wanted;
}
