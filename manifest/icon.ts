import { inflateSync } from "node:zlib";

/** A picture as rows of red, green, blue and alpha, 0-255 each. */
export type Icon = { width: number; height: number; pixels: Uint8Array };

/**
 * Reads a PNG with 8 bits a channel, with or without alpha, not interlaced: what our icons are. Throws on others.
 * After https://www.w3.org/TR/png-3/ (chunks 5.3, filters 9.2).
 */
export function decodeIcon(png: Uint8Array): Icon {
  const bytes = Buffer.from(png);
  if (bytes.toString("latin1", 0, 8) !== "\x89PNG\r\n\x1a\n") throw new Error("is not a PNG");
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const [depth, colourType, , , interlaced] = bytes.subarray(24, 29);
  const channels = colourType === 6 ? 4 : colourType === 2 ? 3 : 0;
  if (depth !== 8 || channels === 0 || interlaced !== 0)
    throw new Error("is not a plain 8-bit RGB or RGBA PNG");
  const rows = unfilter(inflateSync(imageChunks(bytes)), width * channels, height, channels);
  return { width, height, pixels: withAlpha(rows, channels) };
}

function imageChunks(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(bytes.subarray(at + 8, at + 8 + length));
  }
  return Buffer.concat(parts);
}

/** Each row begins with the kind of its filter, which foretells a byte from its neighbours left and above. */
function unfilter(filtered: Buffer, rowBytes: number, height: number, channels: number): Uint8Array {
  const rows = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const kind = filtered[y * (rowBytes + 1)] ?? 0;
    for (let x = 0; x < rowBytes; x++) {
      const at = y * rowBytes + x;
      const left = x < channels ? 0 : (rows[at - channels] ?? 0);
      const above = y === 0 ? 0 : (rows[at - rowBytes] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (rows[at - rowBytes - channels] ?? 0);
      rows[at] = (filtered[y * (rowBytes + 1) + 1 + x] ?? 0) + foretell(kind, left, above, corner);
    }
  }
  return rows;
}

function foretell(kind: number, left: number, above: number, corner: number): number {
  if (kind === 0) return 0;
  if (kind === 1) return left;
  if (kind === 2) return above;
  if (kind === 3) return (left + above) >> 1;
  const guess = left + above - corner;
  const distances = [left, above, corner].map((neighbour) => Math.abs(guess - neighbour));
  return [left, above, corner][distances.indexOf(Math.min(...distances))] ?? 0;
}

function withAlpha(rows: Uint8Array, channels: number): Uint8Array {
  if (channels === 4) return rows;
  const pixels = new Uint8Array((rows.length / 3) * 4).fill(255);
  for (let pixel = 0; pixel * 3 < rows.length; pixel++) {
    pixels.set(rows.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  }
  return pixels;
}
