import { bounded } from "#platform/lru-map.ts";
import type { Index } from "#platform/search/search.ts";

/** What has become of one document since it was last looked at. */
export type Change<Document> = { before: Document | undefined; after: Document | undefined };

type Known<Document, State> = {
  state: State;
  all: ReadonlyMap<string, Document>;
  seen: Map<string, Document>;
  upToDate: Promise<void>;
};

const mostTenants = 16;

/**
 * Something that is derived from all of a tenant's documents, brought up to date whenever it is asked for: documents are
 * replaced and never changed, so comparing them by identity tells which ones are others than before.
 */
export function keepingUp<Document extends object, State>(
  index: Pick<Index<Document>, "all">,
  begin: () => State,
  apply: (state: State, changes: readonly Change<Document>[]) => void | Promise<void>,
): (tenantId: string) => Promise<State> {
  const tenants = bounded<Known<Document, State>>(mostTenants);

  async function catchUp({ state, all, seen }: Known<Document, State>): Promise<void> {
    const changes = changesIn(seen, all);
    if (changes.length > 0) await apply(state, changes);
  }

  return async (tenantId) => {
    const all = await index.all(tenantId);
    const before = tenants.get(tenantId);
    // An index that was read anew has other documents throughout.
    const known: Known<Document, State> =
      before?.all === all ? before : { state: begin(), all, seen: new Map(), upToDate: Promise.resolve() };
    tenants.set(tenantId, known);
    // One after the other, since taking in many changes lets others run in between.
    known.upToDate = known.upToDate.then(() => catchUp(known));
    // Half of the changes may be in: the next one begins anew.
    known.upToDate.catch(() => tenants.delete(tenantId));
    await known.upToDate;
    return known.state;
  };
}

/** What differs, and makes what was seen like what there is. */
function changesIn<Document>(
  seen: Map<string, Document>,
  all: ReadonlyMap<string, Document>,
): Change<Document>[] {
  const changes: Change<Document>[] = [];
  for (const [id, after] of all) {
    const before = seen.get(id);
    if (before === after) continue;
    changes.push({ before, after });
    seen.set(id, after);
  }
  if (seen.size === all.size) return changes;
  for (const [id, before] of seen) {
    if (all.has(id)) continue;
    changes.push({ before, after: undefined });
    seen.delete(id);
  }
  return changes;
}
