// Routes: a name for several models that can stand in for one another. A plain model is a route of one.

import { LlmError } from '../../model/llmError.ts';
import type { Candidate, StrategyName } from './strategy.ts';

/** A route as a person writes it in `parley.routes`. */
export interface RouteSettings {
  readonly models: readonly (string | { readonly model: string; readonly weight?: number | undefined })[];
  readonly strategy: StrategyName;
  /** Who is asked when the call is too long for the one that was asked. */
  readonly contextOverflow?: readonly string[] | undefined;
  /** Who is asked when a content filter stopped it. */
  readonly contentFilter?: readonly string[] | undefined;
}

export type RoutesSettings = Readonly<Record<string, RouteSettings>>;

/** Who may answer a call. */
export interface RoutePlan {
  readonly candidates: readonly Candidate[];
  readonly strategy: StrategyName;
  readonly contextOverflow: readonly string[];
  readonly contentFilter: readonly string[];
}

const prefix = 'route/';

/** True for references that name a route. */
export function isRoute(reference: string): boolean {
  return reference.startsWith(prefix);
}

/** Throws an LlmError that says what is wrong with the route. */
export function planOf(reference: string, routes: RoutesSettings): RoutePlan {
  if (!isRoute(reference)) return { candidates: [{ model: reference, weight: 1 }], strategy: 'ordered', contextOverflow: [], contentFilter: [] };
  const name = reference.slice(prefix.length);
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) throw unusable(`There is no route "${name}". ${knownRoutes(routes)}`);
  const candidates = route.models.map((one) => (typeof one === 'string' ? { model: one, weight: 1 } : { model: one.model, weight: one.weight ?? 1 }));
  const { strategy, contextOverflow = [], contentFilter = [] } = route;
  if (candidates.length === 0) throw unusable(`The route "${name}" has no models. Name some in parley.routes.${name}.models.`);
  for (const model of [...candidates.map((one) => one.model), ...contextOverflow, ...contentFilter]) {
    if (model === reference) throw unusable(`The route "${name}" leads to itself. Name models in parley.routes.${name}.`);
    if (isRoute(model)) throw unusable(`The route "${name}" leads to another route, "${model}". Name models in parley.routes.${name}: routes cannot be nested.`);
  }
  return { candidates, strategy, contextOverflow, contentFilter };
}

/** All models that may answer, in the order they are written. The reference itself where it is no route that can be used. */
export function modelsOf(reference: string, routes: RoutesSettings): readonly string[] {
  if (!isRoute(reference)) return [reference];
  try {
    const { candidates, contextOverflow, contentFilter } = planOf(reference, routes);
    return [...new Set([...candidates.map(({ model }) => model), ...contextOverflow, ...contentFilter])];
  } catch {
    return [reference];
  }
}

function knownRoutes(routes: RoutesSettings): string {
  const names = Object.keys(routes);
  return names.length === 0 ? 'None is set in parley.routes.' : `Known ones: ${names.join(', ')}.`;
}

function unusable(message: string): LlmError {
  return new LlmError({ kind: 'bad-request', message, retryable: false, unsent: true });
}
