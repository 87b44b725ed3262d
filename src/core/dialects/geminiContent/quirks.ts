// How the places that speak this wire differ, as data.

/** Every field is what the Gemini API itself does unless a vendor's file says otherwise. */
export interface GeminiContentQuirks {
  /**
   * The version in the path. Default: the one the address ends with, else `v1beta`, never what the SDK or the
   * environment thinks. Empty where the address is whole without one.
   */
  readonly apiVersion?: string;
  /** On `vertex` a model is found under `publishers/google/`, and the bearer token comes with the endpoint's headers. */
  readonly platform?: 'gemini' | 'vertex';
}
