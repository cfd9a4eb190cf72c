/** The package brings no types of its own. */
declare module "compression" {
  type Request = import("node:http").IncomingMessage;
  type Response = import("node:http").ServerResponse;
  function compression(): (request: Request, response: Response, next: () => void) => void;
  export = compression;
}
