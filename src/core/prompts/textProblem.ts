// What is wrong in a file that a person wrote, and where.

/** Lines and characters count from 0. With an error the file is not used; a warning only tells. */
export interface TextProblem {
  readonly severity: 'error' | 'warning';
  readonly sentence: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}
