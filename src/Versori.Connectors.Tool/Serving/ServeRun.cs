using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Serving;

/// <summary>Publishes the connectors, and serves the page until the command is interrupted.</summary>
internal static class ServeRun
{
    public static async Task<int> RunAsync(ServeSettings settings, CommandContext context)
    {
        using var database = ServeDatabase.Open(settings.Database);
        var address = new PageAddress(settings.Port > 0 ? settings.Port : PageHost.FindFreePort());
        var access = new LinkAccess();
        var app = PageHost.Create(settings, address, access);
        await using (app.ConfigureAwait(false))
        {
            await StartAsync(app, settings, address, context).ConfigureAwait(false);
            database.Keep();
            await ShowAsync(app, context, address.Link(access.Token), settings).ConfigureAwait(false);
            await WaitAsync(context.CancellationToken).ConfigureAwait(false);
            await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return ExitCode.Success;
    }

    private static async Task StartAsync(
        WebApplication app, ServeSettings settings, PageAddress address, CommandContext context)
    {
        var catalog = app.Services.GetRequiredService<IConnectorCatalog>();
        foreach (var connector in settings.Connectors)
            await PublishAsync(catalog, connector, context).ConfigureAwait(false);
        try
        {
            await app.StartAsync(context.CancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw ToolException.Unreadable(
                $"Port {address.Port} is in use. Name another one with --port, or 0 for a free one.", exception);
        }
    }

    /// <summary>
    /// A source replaces an older state of itself, as a new version. A known system stays as it was edited.
    /// </summary>
    private static async Task PublishAsync(
        IConnectorCatalog catalog, ServedConnector connector, CommandContext context)
    {
        var (definition, known) = connector;
        if (known is not null)
        {
            await catalog.AddKnownAsync(known, null, context.CancellationToken).ConfigureAwait(false);
            return;
        }

        var existing = await catalog.FindAsync(definition.Id, null, context.CancellationToken).ConfigureAwait(false);
        if (existing?.Definition is { } published)
        {
            if (published == definition) return;
            var changed = await catalog.EditAsync(definition.Id, _ => definition, context.CancellationToken)
                .ConfigureAwait(false);
            context.Terminal.Note($"{definition.Id}: published as version {changed.Version}.");
            return;
        }

        await catalog.SaveDraftAsync(definition, cancellationToken: context.CancellationToken).ConfigureAwait(false);
        await catalog.PublishAsync(definition.Id, cancellationToken: context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task ShowAsync(
        WebApplication app, CommandContext context, string link, ServeSettings settings)
    {
        if (context.UsesJson)
        {
            var keys = new List<string>();
            var catalog = app.Services.GetRequiredService<IConnectorCatalog>();
            await foreach (var connector in catalog.ListAsync(null, context.CancellationToken).ConfigureAwait(false))
                keys.Add(connector.Id.Value);
            context.Json(ExitCode.Success, new()
            {
                ["link"] = link,
                ["database"] = settings.Database,
                ["connectors"] = ErrorJson.Texts(keys),
            });
            return;
        }

        context.Terminal.Line(new TextPart(link, TextStyle.Strong));
        context.Terminal.Note("Open the link in a browser. It works once. Stop with Ctrl+C.");
        context.Terminal.Note(new TextPart($"Connections are kept in {settings.Database}", TextStyle.Faint));
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = cancellationToken.Register(() => stopped.TrySetResult());
        await using (registration.ConfigureAwait(false)) await stopped.Task.ConfigureAwait(false);
    }
}
