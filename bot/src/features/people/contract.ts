import { z } from "zod";

/** Who is signed in to the tab. `language` is the person's own choice, null where none was made. */
export type Me = {
  id: string;
  name: string;
  roles: ("Reader" | "Organiser" | "Admin")[];
  language: "sv" | "fi" | "en" | null;
};

export const languageInput = z.strictObject({ language: z.enum(["sv", "fi", "en"]) });
