import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { Answers, Draft } from "#features/surveys/contract.ts";
import { keysOf } from "#features/surveys/survey/options.ts";

/** What one person put in the box. The name is there for signed surveys alone. */
export type Ballot = { answers: Answers; name?: string };

/** Seals a ballot for one row of one survey. Whoever holds only the survey's other keys cannot open it. */
export type Sealer = (surveyId: string, rowKey: string, ballot: Ballot, now: Date) => Uint8Array;
export type Opener = (surveyId: string, rowKey: string, box: Uint8Array) => Ballot;

/** The box is not what was sealed for this row of this survey. */
export class BadBallot extends Error {
  constructor() {
    super("The ballot cannot be opened.");
    this.name = "BadBallot";
  }
}

/*
 * A box: version (1 byte), ephemeral X25519 public key (32), nonce (12), authentication tag (16), sealed text.
 * The text is the ballot's length (4 bytes) and JSON, filled up with zeros. X25519 as in RFC 7748, HKDF-SHA256 as in
 * RFC 5869, AES-256-GCM as in NIST SP 800-38D. Survey and row are bound in, so that a box fits no other row.
 */
const version = 1;
const publicAt = 1;
const nonceAt = publicAt + 32;
const tagAt = nonceAt + 12;
const textAt = tagAt + 16;
const lengthBytes = 4;

/** A sealed text is at least this long, and doubles until the ballot fits: its size says hardly anything. */
export const leastBytes = 256;
/** The longest ballot that the limits allow: every choice of 25 questions, and five comments in a wide alphabet. */
export const mostBytes = 65_536;

/** One ephemeral key serves a minute: its two curve operations cost four times the rest of a sealing. */
const ephemeralMs = 60_000;
const mostKnownKeys = 10_000;

/** Room for the longest ballot without comments: filled up to this, all ballots of a survey without comments are alike. */
export function ballotBytes({ questions, backgrounds, kind }: Draft): number {
  const closed = [
    ...questions.map((question) => {
      const lengths = [
        `{"dontKnow":true}`.length,
        ...keysOf(question).map((key) => key.length + `"",`.length),
      ];
      return question.id.length + (question.type === "multiple" ? total(lengths) : Math.max(...lengths));
    }),
    ...backgrounds.map(
      ({ id, choices }) => id.length + Math.max(0, ...choices.map((choice) => choice.id.length)),
    ),
  ];
  const named = kind === "signed" ? 256 : 0;
  const bytes = lengthBytes + `{"answers":{}}`.length + named + total(closed.map((length) => length + 8));
  return Math.min(sizeFor(bytes), mostBytes);
}

/** New secrets of a survey: one for row keys (32 bytes), and a key pair for the ballots (PKCS 8 and SPKI, DER). */
export function makeKeys(): { rowSecret: Uint8Array; privateKey: Uint8Array; publicKey: Uint8Array } {
  const { privateKey, publicKey } = generateKeyPairSync("x25519");
  return {
    rowSecret: randomBytes(32),
    privateKey: privateKey.export({ format: "der", type: "pkcs8" }),
    publicKey: publicKey.export({ format: "der", type: "spki" }),
  };
}

/** Where a person's ballot lies: 64 hex digits, the same each time, and no way back without the secret. */
export function rowKeyOf(
  rowSecret: Uint8Array | KeyObject,
  tenantId: string,
  surveyId: string,
  personId: string,
): string {
  // As JSON, no two triples are written alike.
  return createHmac("sha256", rowSecret)
    .update(JSON.stringify([tenantId, surveyId, personId]))
    .digest("hex");
}

/** A survey's ballots are spread over these: a partition of Azure Tables takes 2,000 writes a second. */
export const buckets = [..."0123456789abcdef"];

export const bucketOf = (rowKey: string): string => rowKey.slice(0, 1);

/** What a person may note down to see that their ballot lies in the box as they sent it. */
export function receiptOf(box: Uint8Array): string {
  return createHash("sha256").update(box).digest("hex").slice(0, 8).toUpperCase();
}

/** `least`: bytes of the survey's usual ballot (`ballotBytes`), so that all of them are of one size. */
export function sealer(publicKey: Uint8Array, least = leastBytes): Sealer {
  const recipient = createPublicKey({ key: Buffer.from(publicKey), format: "der", type: "spki" });
  let current: { raw: Buffer; secret: KeyObject; until: number } | undefined;

  function ephemeral(now: Date) {
    const time = now.getTime();
    // A clock that was set back must not make a key live on.
    if (current && time < current.until && time >= current.until - ephemeralMs) return current;
    const pair = generateKeyPairSync("x25519");
    const raw = rawOf(pair.publicKey);
    current = {
      raw,
      secret: sharedSecret(pair.privateKey, recipient, raw, rawOf(recipient)),
      until: time + ephemeralMs,
    };
    return current;
  }

  return (surveyId, rowKey, ballot, now) => {
    const text = padded(JSON.stringify(ballot), least);
    const { raw, secret } = ephemeral(now);
    const nonce = randomBytes(tagAt - nonceAt);
    const cipher = createCipheriv("aes-256-gcm", secret, nonce).setAAD(slot(surveyId, rowKey));
    const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
    return Buffer.concat([Buffer.of(version), raw, nonce, cipher.getAuthTag(), sealed]);
  };
}

/** Opens what a sealer sealed; throws BadBallot for anything else. */
export function opener(privateKey: Uint8Array): Opener {
  const own = createPrivateKey({ key: Buffer.from(privateKey), format: "der", type: "pkcs8" });
  const ownRaw = rawOf(createPublicKey(own));
  const secrets = new Map<string, KeyObject>();

  function secretFor(raw: Buffer) {
    const name = raw.toString("base64");
    const known = secrets.get(name);
    if (known) return known;
    const secret = sharedSecret(own, publicFrom(raw), raw, ownRaw);
    if (secrets.size >= mostKnownKeys) secrets.clear();
    secrets.set(name, secret);
    return secret;
  }

  return (surveyId, rowKey, box) => {
    const bytes = Buffer.from(box.buffer, box.byteOffset, box.byteLength);
    if (bytes[0] !== version || bytes.length < textAt + lengthBytes) throw new BadBallot();
    let text: Buffer;
    try {
      const secret = secretFor(bytes.subarray(publicAt, nonceAt));
      const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(nonceAt, tagAt));
      decipher.setAAD(slot(surveyId, rowKey)).setAuthTag(bytes.subarray(tagAt, textAt));
      text = Buffer.concat([decipher.update(bytes.subarray(textAt)), decipher.final()]);
    } catch {
      throw new BadBallot();
    }
    // Nobody without the survey's keys could have made what opens: it is what checkAnswers let in.
    return JSON.parse(text.toString("utf8", lengthBytes, lengthBytes + text.readUInt32BE()));
  };
}

const slot = (surveyId: string, rowKey: string) => Buffer.from(JSON.stringify([surveyId, rowKey]));

function padded(json: string, least: number): Buffer {
  const length = Buffer.byteLength(json);
  if (lengthBytes + length > mostBytes) throw new RangeError("The ballot is too long to be sealed.");
  const text = Buffer.alloc(Math.max(least, sizeFor(lengthBytes + length)));
  text.writeUInt32BE(length);
  text.write(json, lengthBytes);
  return text;
}

function sizeFor(bytes: number): number {
  let size = leastBytes;
  while (size < bytes) size *= 2;
  return size;
}

function sharedSecret(
  own: KeyObject,
  other: KeyObject,
  ephemeralRaw: Buffer,
  recipientRaw: Buffer,
): KeyObject {
  const shared = diffieHellman({ privateKey: own, publicKey: other });
  const info = Buffer.concat([Buffer.from("kommunpuls ballot 1"), ephemeralRaw, recipientRaw]);
  // A key object, since node takes 20 µs to find out that bytes are none, as often as they are used.
  return createSecretKey(new Uint8Array(hkdfSync("sha256", shared, Buffer.alloc(0), info, 32)));
}

/** An X25519 key in SPKI is these bytes and the key itself (RFC 8410). */
const spkiHead = Buffer.from("302a300506032b656e032100", "hex");

const rawOf = (key: KeyObject) => key.export({ format: "der", type: "spki" }).subarray(spkiHead.length);

const publicFrom = (raw: Buffer) =>
  createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: "der", type: "spki" });

const total = (lengths: number[]) => lengths.reduce((sum, length) => sum + length, 0);
