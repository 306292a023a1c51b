using Versori.Connectors.Tool.Running;

return await ToolApplication.RunAsync(args).ConfigureAwait(false);
