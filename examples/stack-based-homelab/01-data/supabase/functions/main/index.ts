// The edge runtime's entrance: answers until functions of yours stand beside it.
Deno.serve(() => Response.json({ status: "ok", functions: [] }));
