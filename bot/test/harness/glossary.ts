import { draftOf, termOf } from "#features/glossary/concepts/testing.ts";
import type {
  BulkAction,
  BulkResult,
  ConceptDraft,
  ConceptList,
  ConceptRow,
  ConceptView,
  GlossaryView,
  History,
  Language,
  Status,
  Term,
  Vote,
} from "#features/glossary/contract.ts";
import type { Role } from "#platform/auth/role.ts";
import type { Route } from "#platform/feature.ts";
import type { Person } from "#platform/teams/turn.ts";
import { anna, type TestApp } from "./harness.ts";

/* The glossary to test with. */

/** What somebody does with terms in the tab, through the app's door. */
export function inGlossary(app: TestApp, who: Person, roles: Role[] = []) {
  const ask = <T>(method: Route["method"], path: string, input?: unknown) =>
    app.ask(who, roles, method, path, input) as Promise<T>;
  const one = (id: string) => `/glossary/concepts/${id}`;
  const view = (id: string) => ask<ConceptView>("GET", one(id));
  return {
    ask,
    view,
    glossary: () => ask<GlossaryView>("GET", "/glossary"),
    list: (query = "") => ask<ConceptList>("GET", `/glossary/concepts${query}`),
    propose: (id: string, draft: ConceptDraft) =>
      ask<ConceptView>("POST", "/glossary/concepts", { id, draft }),
    async edit(id: string, change: (draft: ConceptDraft) => Partial<ConceptDraft>, reason = "") {
      const { version, draft } = await view(id);
      return ask<ConceptView>("PUT", one(id), { version, draft: { ...draft, ...change(draft) }, reason });
    },
    bulk: (action: BulkAction, concepts: Pick<ConceptRow, "id" | "number">[]) =>
      ask<BulkResult>("POST", "/glossary/bulk", {
        action,
        concepts: concepts.map(({ id, number }) => ({ id, number })),
      }),
    remove: (id: string) => ask("DELETE", one(id)),
    bringBack: (id: string) => ask<ConceptView>("POST", `${one(id)}/restoration`),
    check: (id: string) => ask<ConceptView>("PUT", `${one(id)}/check`),
    history: (id: string) => ask<History>("GET", `${one(id)}/history`),
    async restore(id: string, number: number) {
      return ask<ConceptView>("POST", `${one(id)}/restore`, { version: (await view(id)).version, number });
    },
    openReview: (id: string, closesAt: string) => ask<ConceptView>("POST", `${one(id)}/review`, { closesAt }),
    vote: (id: string, vote: Vote | null, language: Language = "sv") =>
      ask<ConceptView>("PUT", `${one(id)}/review/vote`, { language, vote }),
    decide: (id: string, statuses: Record<string, Status>, reason = "") =>
      ask<ConceptView>("POST", `${one(id)}/review/decision`, { decision: "accepted", statuses, reason }),
    reject: (id: string, reason: string) =>
      ask<ConceptView>("POST", `${one(id)}/review/decision`, { decision: "rejected", reason }),
    async approve(id: string, statuses: Record<string, Status>, reason = "") {
      const { version } = await view(id);
      return ask<ConceptView>("POST", `${one(id)}/approval`, { version, statuses, reason });
    },
    reopen: (id: string, reason: string) => ask<ConceptView>("POST", `${one(id)}/reopening`, { reason }),
  };
}

/**
 * A concept whose terms have been decided on, with the statuses that they are given here: proposed by Anna, who
 * coordinates, and reviewed for a minute by the app's clock.
 */
export async function decided(
  app: TestApp,
  terms: Term[],
  changes: Partial<ConceptDraft> = {},
): Promise<string> {
  const id = crypto.randomUUID();
  const coordinator = inGlossary(app, anna);
  await coordinator.propose(id, draftOf(terms, changes));
  const closesAt = new Date(app.clock.now().getTime() + 60_000).toISOString();
  await coordinator.openReview(id, closesAt);
  app.setTime(closesAt);
  await coordinator.decide(id, Object.fromEntries(terms.map((term) => [term.id, term.status])));
  return id;
}

export { draftOf, termOf };
