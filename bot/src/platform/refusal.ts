/**
 * An expected no: the deed is understood and not allowed. The reason is a key of the feature's texts,
 * so that the person reads it in their own language. Anything else thrown is a bug.
 */
export class Refusal extends Error {
  readonly reason: string;
  readonly values: Record<string, string | number>;

  constructor(reason: string, values: Record<string, string | number> = {}) {
    super(reason);
    this.name = "Refusal";
    this.reason = reason;
    this.values = values;
  }
}

/** There is no such thing, or not for this person: the two are told apart nowhere. */
export class NotFound extends Refusal {
  constructor(reason = "notFound") {
    super(reason);
    this.name = "NotFound";
  }
}

/** For `.catch`: what is gone is undefined; anything else is still thrown. */
export function undefinedIfGone(error: unknown): undefined {
  if (!(error instanceof NotFound)) throw error;
}

/** For `.catch`: an expected no is undefined, where nobody is told; anything else is still thrown. */
export function undefinedIfRefused(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}
