/** What the declarations of sigma and graphology take from Node's module of this name, which no browser has. */
declare module "events" {
  export class EventEmitter {}
}
