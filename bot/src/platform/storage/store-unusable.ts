/** The store as a whole can't be used now: one sentence that says why and what to do. */
export class StoreUnusable extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.name = "StoreUnusable";
  }
}
