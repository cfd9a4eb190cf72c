import { queryOptions } from "@tanstack/react-query";
import type { CardPreview, Language, Results, SurveyRow, SurveyView, Templates } from "bot/surveys/contract";
import { api } from "#platform/api.ts";

/* Every read about surveys, by one key each: what changes one writes or invalidates it. */

export const surveysQuery = () =>
  queryOptions({
    queryKey: ["surveys"],
    queryFn: () => api<{ surveys: SurveyRow[] }>("GET", "/surveys").then(({ surveys }) => surveys),
  });

export const surveyQuery = (id: string) =>
  queryOptions({ queryKey: ["surveys", id], queryFn: () => api<SurveyView>("GET", `/surveys/${id}`) });

export const resultsQuery = (id: string) =>
  queryOptions({
    queryKey: ["surveys", id, "results"],
    queryFn: () => api<Results>("GET", `/surveys/${id}/results`),
  });

export const templatesQuery = () =>
  queryOptions({
    queryKey: ["survey templates"],
    queryFn: () => api<Templates>("GET", "/surveys/templates"),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A card belongs to one version of its survey: a saved change asks for a new one. */
export const cardQuery = (id: string, language: Language, version: string) =>
  queryOptions({
    queryKey: ["surveys", id, "card", language, version],
    queryFn: () => api<CardPreview>("GET", `/surveys/${id}/cards/${language}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
