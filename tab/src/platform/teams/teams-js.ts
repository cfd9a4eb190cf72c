/* Only what we use of teams-js, so that the rest of it is left out of its chunk. */
export { app, authentication, pages } from "@microsoft/teams-js";
