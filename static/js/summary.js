// After a form came back with problems, reading begins at their summary.
document.querySelector("[data-focus]")?.focus();
