import { personNow } from "#platform/person.ts";
import { demoToken, isLocal } from "./local.ts";
import { type SignInReason, signInReason } from "./sign-in-reason.ts";
import { connected, type TeamsJs, teamsToken } from "./teams.ts";

/** Teams wants the person to click before it gives a token (consent, or a new sign-in). */
export class SignInNeeded extends Error {
  readonly where: "teams" | "browser";
  /** Why Teams gave no token. */
  readonly reason: SignInReason | null;
  constructor(where: "teams" | "browser", cause?: unknown) {
    super("Sign-in needed", { cause });
    this.name = "SignInNeeded";
    this.where = where;
    this.reason = where === "teams" ? signInReason(cause) : null;
  }
}

let kept: { token: string; untilMs: number } | null = null;
let asking: Promise<string> | null = null;

/** The person's token, asked for anew a minute before it ends; one question at a time. Throws SignInNeeded. */
export function tokenNow(): Promise<string> {
  if (kept && kept.untilMs > Date.now()) return Promise.resolve(kept.token);
  if (asking) return asking;
  const mine: Promise<string> = ask().then((token) => (asking === mine ? keep(token) : token));
  asking = mine;
  const done = () => {
    if (asking === mine) asking = null;
  };
  mine.then(done, done);
  return mine;
}

/** What is being asked for at this moment is forgotten too: it may be for another person. */
export function forgetToken(): void {
  asking = null;
  kept = null;
}

/** Another person comes: until their token is here it is nobody who writes. */
export function forgetPerson(): void {
  forgetToken();
  personNow.set(null);
}

/** On the person's own click: Teams may show its dialog. Throws SignInNeeded. */
export async function signIn(): Promise<void> {
  const host = await connected;
  if (host.kind === "teams") keep(await tokenFrom(host.js, { silent: false }));
}

async function tokenFrom(js: TeamsJs, how: { silent: boolean }): Promise<string> {
  try {
    return await teamsToken(js, how);
  } catch (cause) {
    const needed = new SignInNeeded("teams", cause);
    tell(needed.reason);
    throw needed;
  }
}

/** Each reason once: the log is to say what goes wrong, not how often a page asks. */
const told = new Set<string>();
function tell(reason: SignInReason | null): void {
  if (!reason || told.has(reason)) return;
  told.add(reason);
  void fetch(`/open/sign-in-failures/${reason}`, { method: "POST", keepalive: true }).catch(() => undefined);
}

async function ask(): Promise<string> {
  const host = await connected;
  if (host.kind === "browser") {
    if (!isLocal) throw new SignInNeeded("browser");
    return demoToken();
  }
  return tokenFrom(host.js, { silent: true });
}

function keep(token: string): string {
  const { exp, tid, oid } = claimsOf(token);
  kept = { token, untilMs: (exp ?? 0) * 1000 - 60_000 };
  personNow.set(tid && oid ? `${tid}.${oid}` : null);
  return token;
}

type Claims = { exp?: number; tid?: string; oid?: string };

/** What a token says of itself; nothing where it can't be read, and then it is never kept. Not a check: the server checks. */
function claimsOf(token: string): Claims {
  try {
    const payload = token.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/") ?? "";
    return JSON.parse(atob(payload)) as Claims;
  } catch {
    return {};
  }
}
