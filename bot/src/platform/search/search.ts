import type { Locale } from "#platform/i18n/texts.ts";

/** What a document is found by. A heading (a term, a title) counts for more than what is said about it. */
export type Words = { text: string; language: Locale; as: "heading" | "body" };

export type Found<Document> = {
  document: Document;
  /** Larger is better; comparable within one search alone. */
  score: number;
  /** The words of the document that the query met, as the document writes them (lower case), to be marked. */
  matched: string[];
};

export type Wanted<Document> = {
  limit: number;
  /** Those found before are left out: for the next page. */
  skip?: number;
  /** What of a document is shown, undefined for nothing: by words of the rest alone it is not found. */
  seen?(document: Document): Document | undefined;
  /** Asked of what is shown. */
  isWanted?(document: Document): boolean;
};

/**
 * Search in memory over what a feature keeps in the store, in Swedish, Finnish and English: inflected forms, parts of
 * compounds and slips of the pen find the word. Any number of replicas: what one writes, the others find within seconds.
 * An index survives restarts, and is read anew from the feature's own rows where it is missing or of an older shape.
 */
export type Index<Document extends object> = {
  /** Best first. An empty query finds nothing. Never throws for anything that people write. */
  search(tenantId: string, query: string, wanted: Wanted<Document>): Promise<Found<Document>[]>;
  /** Everything in the index, by id, for lists that are sorted in memory. The map must not be changed. */
  all(tenantId: string): Promise<ReadonlyMap<string, Document>>;
  /**
   * What was just written, or undefined for what is gone; ids have at most 200 characters. Harmless to repeat. To be called
   * after the feature's own write, and once more by a job that the feature adds before it, so that a crash between loses nothing.
   */
  put(tenantId: string, id: string, document: Document | undefined): Promise<void>;
};

export type IndexSettings<Document extends object> = {
  /** Unique among the app's indexes, such as "terms". */
  name: string;
  /** Goes up when the documents change their shape, which is plain JSON: what was kept before is then left aside. */
  version: number;
  /** The same words for the same document, each time. */
  wordsOf(document: Document): Words[];
  /** All that the index should hold, read from the feature's own rows: as they are by then, with all that was put before. */
  read(tenantId: string): AsyncIterable<{ id: string; document: Document }>;
};

export type Search = { open<Document extends object>(settings: IndexSettings<Document>): Index<Document> };
