import { z } from "zod";
import type { OpenRoute, Route } from "#platform/feature.ts";
import type { ApiFeature } from "./api.ts";

/** The OpenAPI 3.1 document of all routes, made of the schemas that the server itself checks by. */
export function openApi(features: readonly ApiFeature[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { name, routes = [], openRoutes = [] } of features) {
    for (const route of routes) {
      const path = `/api${route.path.replace(/:(\w+)/g, "{$1}")}`;
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
    }
    for (const route of openRoutes) {
      paths[`/open${route.path.replace(/:(\w+)/g, "{$1}")}`] = { get: openOperation(name, route) };
    }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Kommunpuls", version: "1" },
    security: [{ teams: [] }],
    paths,
    components: {
      securitySchemes: { teams: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: {
        Error: {
          type: "object",
          required: ["code", "message"],
          properties: {
            code: { type: "string" },
            message: { type: "string" },
            path: { type: "string" },
            errorId: { type: "string" },
          },
        },
      },
    },
  };
}

const failures = {
  400: "The input does not fit.",
  401: "Not signed in.",
  403: "Not allowed.",
  404: "No such thing, or not for this person.",
  409: "An expected no; its code says why.",
  429: "Too many requests.",
  500: "A fault of the server's own.",
};

/** For whoever has the link. What is answered is a file, a page or another address, failures a page too. */
function openOperation(feature: string, route: Pick<OpenRoute, "path" | "about">): object {
  return {
    tags: [feature],
    summary: route.about,
    security: [],
    parameters: parametersIn(route.path),
    responses: {
      200: { description: "A file or a page." },
      302: { description: "Another address." },
      404: { description: failures[404] },
      429: { description: failures[429] },
      500: { description: failures[500] },
    },
  };
}

function operation(feature: string, route: Route): object {
  const parameters = parametersIn(route.path);
  return {
    tags: [feature],
    summary: route.about,
    "x-role": route.role,
    ...(parameters.length > 0 && { parameters }),
    ...(route.input && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: z.toJSONSchema(route.input, { io: "input" }) } },
      },
    }),
    responses: {
      200: {
        description: "Done.",
        content: {
          "application/json": { schema: route.output ? z.toJSONSchema(route.output, { io: "output" }) : {} },
        },
      },
      ...Object.fromEntries(
        Object.entries(failures).map(([status, description]) => [
          status,
          {
            description,
            content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
          },
        ]),
      ),
    },
  };
}

const parametersIn = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
