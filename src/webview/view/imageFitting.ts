// Makes images small enough for every vendor. Done in the page: it can draw.

import { fittingSide, largestImage, longestSide } from '../../shared/limits.ts';

/** An image that fits, base64-encoded. Undefined for what cannot be drawn. */
export async function fittingImage(image: Blob): Promise<string | undefined> {
  const drawn = await createImageBitmap(image).catch(() => undefined);
  if (!drawn) return undefined;
  try {
    const fits = image.size <= largestImage && Math.max(drawn.width, drawn.height) <= longestSide;
    return await base64(fits ? image : await smaller(drawn));
  } finally {
    drawn.close();
  }
}

async function smaller(image: ImageBitmap): Promise<Blob> {
  for (let side = fittingSide; ; side /= 2) {
    const factor = Math.min(1, side / Math.max(image.width, image.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(image.width * factor)), Math.max(1, Math.round(image.height * factor)));
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const lossless = await canvas.convertToBlob({ type: 'image/png' });
    const blob = lossless.size <= largestImage ? lossless : await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
    if (blob.size <= largestImage || side < 64) return blob;
  }
}

/** The bytes as base64. */
export async function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve((reader.result as string).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('It could not be read.')));
    reader.readAsDataURL(blob);
  });
}

/** A `data:` address as bytes: the policy of the page lets it fetch nothing, not even that. */
export function bytesOf(address: string): Blob {
  const [, type = '', data = ''] = /^data:([^;,]*);base64,(.*)$/.exec(address) ?? [];
  return new Blob([Uint8Array.from(atob(data), (character) => character.charCodeAt(0))], { type });
}
