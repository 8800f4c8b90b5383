import { render } from 'preact';
import { App } from './app/app.js';
import { createStudio, StudioContext } from './app/studio-context.js';

const root = document.getElementById('studio');
if (root) {
  render(
    <StudioContext.Provider value={createStudio()}>
      <App />
    </StudioContext.Provider>,
    root,
  );
}
