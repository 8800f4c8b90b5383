import { render } from 'preact';
import { App } from './app/app.js';
import { createStudio, StudioContext } from './app/studio-context.js';

const root = document.getElementById('studio');
if (root) {
  render(
    <StudioContext.Provider value={createStudio()}>
      <Ground />
    </StudioContext.Provider>,
    root,
  );
}

/**
 * Stands between the context and the app, and is never drawn anew. An element that is given as a child keeps what it
 * first held for as long as its parent stands: given to the context itself, the app would keep every page it ever showed.
 */
function Ground() {
  return <App />;
}
