// Chips as the page shows them, and what has to be known before they can be sent.

import { localize } from '../../../core/base/localize.ts';
import { imageSize } from '../../../core/tokens/imageSize.ts';
import { formatTokens } from '../../../core/money/format.ts';
import type { Content } from '../../../host/context/source.ts';
import type { ChipContent, ChipView, ComposerNote } from '../../../shared/composerProtocol.ts';
import { largestImage, longestSide } from '../../../shared/limits.ts';
import type { Chip } from './prepared.ts';

const longestShown = 100_000;

/** `tokens` is undefined while they are not known. */
export function chipView({ id, kind, label, detail }: Chip, content: Content | undefined, tokens: number | undefined): ChipView {
  const note = content && (content.ok ? content.note : content.problem);
  return {
    id,
    kind: content?.ok && content.part.type === 'image' ? 'image' : kind,
    label,
    detail,
    ...(tokens !== undefined && { tokens: localize('~{0} tokens', formatTokens(tokens)) }),
    ...(note !== undefined && { note }),
    ...(content?.ok === false && { failed: true }),
    ...(isTooLarge(content) && { tooLarge: true }),
  };
}

/** True for an image that some vendor would refuse for its size. */
export function isTooLarge(content: Content | undefined): boolean {
  if (!content?.ok || content.part.type !== 'image') return false;
  const { data } = content.part;
  if ((data.length * 3) / 4 > largestImage) return true;
  const size = imageSize(data);
  return size !== undefined && Math.max(size.width, size.height) > longestSide;
}

/** What goes along, for a person to look at. */
export function chipContent({ source }: Chip, content: Content): ChipContent {
  if (!content.ok) return { note: content.problem };
  const { part, note } = content;
  const noted = note === undefined ? {} : { note };
  if (part.type === 'image') return { image: `data:${part.mediaType};base64,${part.data}`, ...noted };
  if (part.type === 'file') return noted;
  const isLong = part.text.length > longestShown;
  return {
    text: isLong ? `${part.text.slice(0, longestShown)}\n\u2026` : part.text.trimEnd(),
    ...noted,
    ...(isLong && { note: localize('Only the beginning is shown here; {0} characters go along.', part.text.length.toLocaleString('en-US')) }),
    ...(source.type === 'text' && source.origin === 'paste' && { isPaste: true }),
  };
}

export const noteButtons = { model: 'model', removeImages: 'remove-images' } as const;
export const imagesNote = 'images';

/** Where the model takes no images and there are some. */
export function notesFor(chips: readonly ChipView[], model: string, takesImages: boolean | undefined): readonly ComposerNote[] {
  if (takesImages !== false || !chips.some(({ kind }) => kind === 'image')) return [];
  return [{
    id: imagesNote,
    sentence: localize('{0} does not take images. Switch to a model that does, or send the message without.', model),
    buttons: [{ id: noteButtons.model, label: localize('Switch model') }, { id: noteButtons.removeImages, label: localize('Remove images') }],
  }];
}
