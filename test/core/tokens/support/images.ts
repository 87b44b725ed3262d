// Heads of images of any size, as encoders write them.

export function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  bytes.write('\u0089PNG\r\n\u001A\n', 'latin1');
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

export function gif(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.write('GIF89a', 'latin1');
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

/** With a profile, a comment and fill bytes before the frame. */
export function jpeg(width: number, height: number): Buffer {
  const segment = (marker: number, content: Buffer): Buffer => Buffer.concat([Buffer.from([0xFF, marker, (content.length + 2) >> 8, (content.length + 2) & 255]), content]);
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 17, 0, 2, 17, 1, 3, 17, 1]);
  return Buffer.concat([Buffer.from([0xFF, 0xD8]), segment(0xE0, Buffer.from('JFIF\0\u0001\u0001')), segment(0xE1, Buffer.alloc(300, 0xC0)), segment(0xFE, Buffer.from('a comment')), segment(0xC4, Buffer.alloc(20)), Buffer.from([0xFF]), segment(0xC2, frame)]);
}

function riff(kind: string, content: Buffer): Buffer {
  const head = Buffer.alloc(20);
  head.write('RIFF', 0, 'latin1');
  head.write(`WEBP${kind}`, 8, 'latin1');
  head.writeUInt32LE(content.length, 16);
  return Buffer.concat([head, content]);
}

export const webp = {
  lossy: (width: number, height: number): Buffer => {
    const content = Buffer.alloc(20);
    content.set([0x9D, 0x01, 0x2A], 3);
    content.writeUInt16LE(width, 6);
    content.writeUInt16LE(height, 8);
    return riff('VP8 ', content);
  },
  lossless: (width: number, height: number): Buffer => {
    const content = Buffer.alloc(20);
    content[0] = 0x2F;
    content.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
    return riff('VP8L', content);
  },
  extended: (width: number, height: number): Buffer => {
    const content = Buffer.alloc(10);
    content.writeUIntLE(width - 1, 4, 3);
    content.writeUIntLE(height - 1, 7, 3);
    return riff('VP8X', content);
  },
};
