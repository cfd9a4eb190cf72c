import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  ConceptList,
  ConceptView,
  GlossaryView,
  History,
  ImportView,
  Language,
  Origin,
  Similar,
  View,
} from "bot/glossary/contract";
import { api } from "#platform/api.ts";

/* Every read about the glossary, by one key each: what changes one writes or invalidates it. */

export const glossaryQuery = () =>
  queryOptions({ queryKey: ["glossary"], queryFn: () => api<GlossaryView>("GET", "/glossary") });

/** How a list of concepts is cut; `language` is the one that it is ordered by. */
export type Cut = { q: string; field: string; view: View; language: Language };

export const conceptsQuery = (cut: Cut) =>
  infiniteQueryOptions({
    queryKey: [...conceptLists, cut],
    queryFn: ({ pageParam }) =>
      api<ConceptList>(
        "GET",
        `/glossary/concepts?${given({ ...cut, view: cut.view === "all" ? "" : cut.view, after: pageParam })}`,
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });
/** Every such list, whatever its cut. */
export const conceptLists = ["glossary", "concepts"];

export const conceptQuery = (id: string) =>
  queryOptions({
    queryKey: ["glossary", "concept", id],
    queryFn: () => api<ConceptView>("GET", `/glossary/concepts/${id}`),
  });

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["glossary", "concept", id, "history"],
    queryFn: ({ pageParam }) =>
      api<History>("GET", `/glossary/concepts/${id}/history?${given({ after: pageParam })}`),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });

export const similarQuery = (term: string, language: Language) =>
  queryOptions({
    queryKey: ["glossary", "similar", term, language],
    queryFn: () => api<Similar>("GET", `/glossary/similar?${given({ term, language })}`),
  });

export const originQuery = (topicId: string, number: string) =>
  queryOptions({
    queryKey: ["glossary", "origin", topicId, number],
    queryFn: () =>
      api<Origin>("GET", `/glossary/origins/${encodeURIComponent(topicId)}/${encodeURIComponent(number)}`),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const importsQuery = () =>
  queryOptions({
    queryKey: ["glossary", "imports"],
    queryFn: () => api<{ imports: ImportView[] }>("GET", "/glossary/imports").then(({ imports }) => imports),
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["glossary", "import", id],
    queryFn: () => api<ImportView>("GET", `/glossary/imports/${id}`),
  });

/** What is given, as a query string: the rest is left out. */
export const given = (values: Record<string, string>): URLSearchParams =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
