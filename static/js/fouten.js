// After a refused form the reader is put at the list of errors.

document.querySelector("[data-foutoverzicht]")?.focus();
