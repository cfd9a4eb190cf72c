import { Unreadable } from "#features/glossary/exchange/import-draft.ts";

/** The processor is given back after so many characters, which take a few milliseconds to read. */
const sliceCharacters = 32 * 1024;

export type Reading = {
  /** Told of a table that is read as Excel's ordinary CSV (windows-1252); without it such a file is refused. */
  guessed?(): void;
};

/**
 * The text of a file that comes in parts, in slices short enough that others get their turn between them: UTF-8, with a byte
 * order mark UTF-16, or what an XML declaration names. Anything else is refused, since a wrong guess would spoil every å, ä
 * and ö, but where the guess is told and looked at before anything is taken in.
 */
export async function* decoded(
  parts: AsyncIterable<Uint8Array>,
  { guessed }: Reading = {},
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let line = 1;
  /** Whether all so far is the same in both encodings; and what of it the decoder holds back. */
  let isPlain = true;
  let held = new Uint8Array();
  for await (const part of parts) {
    if (part.length === 0) continue;
    decoder ??= decoderFor(part);
    let text: string;
    try {
      text = decodedPart(decoder, part, line);
    } catch (error) {
      const whole = new Uint8Array([...held, ...part]);
      if (!guessed || !isPlain || !isWestern(whole)) throw error;
      guessed();
      decoder = new TextDecoder("windows-1252");
      text = decoder.decode(whole, { stream: true });
    }
    isPlain &&= !hasLetters(text);
    held = part.slice(lastPlain(part));
    line = refuseNul(text, line);
    for (let at = 0; at < text.length; at += sliceCharacters) {
      yield text.slice(at, at + sliceCharacters);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  if (!decoder) throw new Unreadable("import.empty", { line: 1, column: null });
  let rest: string;
  try {
    rest = decoder.decode();
  } catch {
    if (!guessed || !isPlain || held.length === 0)
      throw new Unreadable("import.notUtf8", { line, column: null });
    guessed();
    rest = new TextDecoder("windows-1252").decode(held);
  }
  yield rest;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII is sought.
const hasLetters = (text: string): boolean => /[^\u0000-\u007f\ufeff]/.test(text);
/** Windows has no letter for these five, and no table of ours has the others' control characters. */
const isWestern = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => ![0x00, 0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte));
/** Where the bytes begin that may be half a character. */
const lastPlain = (part: Uint8Array): number => part.findLastIndex((byte) => byte < 0x80) + 1;

/** Those that say of themselves what they are, each byte a letter. */
const declarable = /^(?:iso-?8859-(?:1|15)|latin-?1|windows-125[0-9]|cp125[0-9])$/i;

function decoderFor(first: Uint8Array): TextDecoder {
  const [a, b] = first;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le", { fatal: true });
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be", { fatal: true });
  const head = new TextDecoder("latin1").decode(first.subarray(0, 200));
  const declared = /^(?:ï»¿)?<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  if (declared && declarable.test(declared))
    return new TextDecoder(declared.replace(/^latin-?1$/i, "iso-8859-1").replace(/^iso8859/i, "iso-8859"), {
      fatal: true,
    });
  if (declared && !/^(utf-?8|us-ascii)$/i.test(declared))
    throw new Unreadable("import.encoding", { line: 1, column: null }, { encoding: declared });
  return new TextDecoder("utf-8", { fatal: true });
}

function decodedPart(decoder: TextDecoder, part: Uint8Array, line: number): string {
  try {
    return decoder.decode(part, { stream: true });
  } catch {
    throw new Unreadable("import.notUtf8", { line: line + linesBeforeFault(part), column: null });
  }
}

/** How many lines of a part can be read; at most one character too few, where a part begins within it. */
function linesBeforeFault(part: Uint8Array): number {
  const strict = new TextDecoder("utf-8", { fatal: true });
  const firstWhole = part.findIndex((byte) => byte < 0x80 || byte >= 0xc0);
  let lines = 0;
  for (let from = Math.max(0, firstWhole); from < part.length; lines++) {
    const end = part.indexOf(0x0a, from);
    if (end < 0) break;
    try {
      strict.decode(part.subarray(from, end));
    } catch {
      break;
    }
    from = end + 1;
  }
  return lines;
}

/** Gives the line after the text. A NUL tells of another kind of file, or of UTF-16 without its mark. */
function refuseNul(text: string, line: number): number {
  const at = text.indexOf("\0");
  const read = at < 0 ? text : text.slice(0, at);
  const after = line + (read.match(/\n/g)?.length ?? 0);
  if (at >= 0) throw new Unreadable("import.notText", { line: after, column: at - read.lastIndexOf("\n") });
  return after;
}
