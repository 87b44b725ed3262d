// Keeps the failure of one turn to that turn, and the drawing of one turn to its own changes.

import { Component } from 'preact';
import type { Actions } from '../host/connection.ts';
import { reportFailure } from '../host/failures.ts';
import type { TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Turn } from './turn.tsx';

interface TurnBoundaryProperties {
  readonly turn: TurnModel;
  readonly actions: Actions;
}

/** Draws a turn; when that fails, its text as it came. */
export class TurnBoundary extends Component<TurnBoundaryProperties, { failed: boolean }> {
  override state = { failed: false };

  /** A turn redraws itself through its signals; that others came or went is nothing to it. */
  override shouldComponentUpdate(next: TurnBoundaryProperties, nextState: { failed: boolean }): boolean {
    return next.turn !== this.props.turn || nextState.failed !== this.state.failed;
  }

  override componentDidCatch(failure: unknown): void {
    reportFailure(failure);
    this.setState({ failed: true });
  }

  override render() {
    const { turn, actions } = this.props;
    if (!this.state.failed) return <Turn turn={turn} actions={actions} />;
    return (
      <article class="turn" aria-label={turn.author === 'you' ? words.you : words.assistant}>
        <p class="notice">{words.notDrawn}</p>
        <p class="plain" dir="auto">{turn.text.count.value > 0 && turn.text.toString()}</p>
      </article>
    );
  }
}
