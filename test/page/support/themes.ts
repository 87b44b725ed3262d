// The colours that the editor hands to a page, as its own themes set them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The themes the page is tried in. */
export const themes = {
  lightModern: 'vscode-light',
  darkModern: 'vscode-dark',
  dark2026: 'vscode-dark',
  highContrastDark: 'vscode-high-contrast',
  highContrastLight: 'vscode-high-contrast-light',
} as const;

/** The name of a theme. */
export type ThemeName = keyof typeof themes;

/** What the editor sets on the page for a theme. */
export function readTheme(name: ThemeName): { bodyClass: string; variables: Record<string, string> } {
  const variables = JSON.parse(readFileSync(join(import.meta.dirname, 'themes', `${name}.json`), 'utf8')) as Record<string, string>;
  return { bodyClass: themes[name], variables };
}
