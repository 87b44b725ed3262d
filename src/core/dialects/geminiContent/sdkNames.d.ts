// Names of the web platform that Google's SDK mentions in its types, and that the types of Node do not name globally.

type HeadersInit = ConstructorParameters<typeof Headers>[0];
type RequestInfo = string | URL | Request;

interface ErrorEvent extends Event {
  readonly message: string;
  readonly error: unknown;
}
