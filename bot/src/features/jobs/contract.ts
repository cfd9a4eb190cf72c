import { z } from "zod";

/** Work that was given up after all its tries. Whom and what it is about is not shown, only what did not happen. */
export const parkedWork = z.object({
  work: z.array(
    z.object({
      id: z.string(),
      /** `<feature>/<name>`, such as "surveys/count". */
      job: z.string(),
      /** What did not happen, in the reader's language. */
      what: z.string(),
      attempts: z.number(),
      /** The kind of the last error. */
      reason: z.string(),
      /** When it was given up, null where that was not noted. */
      at: z.string().nullable(),
    }),
  ),
});
export type ParkedWork = z.infer<typeof parkedWork>;
