// Marks for series besides their colour: each has a texture of its own.

/** How many series look different from each other. */
export const looks = 6;

/** The class of a series. */
export function lookOf(index: number): string {
  return `series-${index % looks}`;
}

/** The texture over a series; the first has none. */
export function textureOf(index: number): string | undefined {
  return index % looks === 0 ? undefined : `url(#texture-${index % looks})`;
}

const textures: Readonly<Record<number, string>> = {
  1: 'M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6',
  2: 'M0 4 H8',
  3: 'M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2',
  4: 'M4 0 V8',
  5: 'M0 8 L8 0 M0 0 L8 8',
};

/** Defined once; every drawing on the page refers to them. */
export function Textures() {
  return (
    <svg class="textures" aria-hidden="true">
      <defs>
        {Object.entries(textures).map(([index, path]) => (
          <pattern key={index} id={`texture-${index}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <path class="texture" d={path} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

/** A sample of a series, for a legend. */
export function Swatch({ index }: { readonly index: number }) {
  const texture = textureOf(index);
  return (
    <svg class="swatch" aria-hidden="true">
      <rect class={`bar ${lookOf(index)}`} width="100%" height="100%" />
      {texture && <rect width="100%" height="100%" fill={texture} />}
    </svg>
  );
}
