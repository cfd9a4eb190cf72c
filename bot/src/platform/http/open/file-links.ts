import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { z } from "zod";
import type { SignedIn } from "#platform/auth/signed-in.ts";
import { type Locale, locales } from "#platform/i18n/texts.ts";
import { type Clock, later, minutes, wallClock } from "#platform/jobs/clock.ts";

/** A file of the API that somebody wants to save, in their name. */
export type WantedFile = { person: SignedIn; locale: Locale; path: string };

/** Addresses of files for programs that have no token: phones and Teams itself save what has an address, and nothing else. */
export type FileLinks = {
  /** Good for as long as it takes to open it, as often as the phone asks for it. */
  seal(wanted: WantedFile): Promise<string>;
  /** Undefined where it is not ours, or too old. */
  open(ticket: string): Promise<WantedFile | undefined>;
};

/** Until then somebody else who got hold of the address could save the file too. */
const goodForMs = minutes(5);

const ticket = z.strictObject({
  path: z.string(),
  locale: z.enum(locales),
  person: z.strictObject({
    tenantId: z.string(),
    id: z.string(),
    name: z.string(),
    roles: z.array(z.enum(["Reader", "Organiser", "Admin"])),
  }),
  until: z.coerce.date(),
});

const [nonceLength, tagLength] = [12, 16];

/**
 * Nothing is stored: the address itself says what is wanted, sealed by a key (32 bytes) that all replicas share, so that it can
 * be neither read nor made by others.
 */
export function fileLinks(keyOf: () => Promise<Uint8Array>, clock: Clock = wallClock): FileLinks {
  let known: Promise<Uint8Array> | undefined;
  const key = () => {
    known ??= keyOf().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };

  return {
    async seal({ person: { tenantId, id, name, roles }, locale, path }) {
      const until = later(clock.now(), goodForMs);
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv("aes-256-gcm", await key(), nonce);
      const text = JSON.stringify({ path, locale, person: { tenantId, id, name, roles }, until });
      const sealed = [nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(sealed).toString("base64url");
    },

    async open(given) {
      const bytes = Buffer.from(given, "base64url");
      if (bytes.length <= nonceLength + tagLength) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", await key(), bytes.subarray(0, nonceLength));
      decipher.setAuthTag(bytes.subarray(-tagLength));
      const parsed = ticket.safeParse(unsealed(decipher, bytes.subarray(nonceLength, -tagLength)));
      if (!parsed.success || parsed.data.until <= clock.now()) return undefined;
      const { person, locale, path } = parsed.data;
      return { person, locale, path };
    },
  };
}

function unsealed(decipher: ReturnType<typeof createDecipheriv>, sealed: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString());
  } catch {
    return undefined;
  }
}
