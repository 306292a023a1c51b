using RefitSample;

return await Journey.RunAsync();
