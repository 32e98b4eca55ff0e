/**
 * Follows a link inside the page on a plain click; with a modifier key or another button the browser follows it itself,
 * so that every view can be opened in its own tab.
 */
export function plainClick(follow: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    follow();
  };
}
