// What is known about a model. Undefined is "not known", never "no".

export interface ModelInfo {
  /** Tokens of input and output together, or of input where the vendor counts them apart. */
  readonly contextWindow?: number | undefined;
  readonly maxOutput?: number | undefined;
  readonly thinking?: boolean | undefined;
  /** How hard it can be made to think, from little to much. */
  readonly efforts?: readonly string[] | undefined;
  readonly images?: boolean | undefined;
  readonly tools?: boolean | undefined;
  /** Whether its wire takes a schema for the answer. */
  readonly schema?: boolean | undefined;
}
