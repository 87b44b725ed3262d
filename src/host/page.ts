// A page as HTML: nothing from outside, no script without the nonce.

import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, type Webview, type WebviewOptions } from 'vscode';

/** Where the page's files are, inside the extension. */
function pageRoot(extension: Uri): Uri {
  return Uri.joinPath(extension, 'dist', 'webview');
}

export function pageOptions(extension: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [pageRoot(extension)], enableCommandUris: false, enableForms: false };
}

/** The pages there are, by the name of their script and style sheet. */
export type PageName = 'page' | 'dashboard';

export function pageHtml(webview: Webview, extension: Uri, page: PageName = 'page'): string {
  const nonce = randomBytes(18).toString('base64url');
  const file = (name: string): string => webview.asWebviewUri(Uri.joinPath(pageRoot(extension), name)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${l10n.bundle ? env.language : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parley</title>
<link rel="stylesheet" href="${file(`${page}.css`)}">
</head>
<body>
<div id="root"></div>
${translations()}<script nonce="${nonce}" src="${file(`${page}.js`)}"></script>
</body>
</html>`;
}

/** What the page says in the person's language, beside it as data; nothing where its own words are good. */
function translations(): string {
  return l10n.bundle ? `<script type="application/json" id="translations">${JSON.stringify(l10n.bundle).replaceAll('<', '\\u003c')}</script>\n` : '';
}
