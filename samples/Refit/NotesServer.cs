using System.Collections.Concurrent;
using System.Net;

namespace RefitSample;

/// <summary>The external system: notes in memory, for callers with the right key.</summary>
internal sealed class NotesServer : IAsyncDisposable
{
    public const string Key = "notes-key";

    private readonly ConcurrentDictionary<string, List<Note>> _folders = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private NotesServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            if (context.Request.Headers["X-Key"] == Key) await next(context);
            else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        });
        _app.MapGet("/folders/{folder}/notes", (string folder, int? max_count) =>
            _folders.GetOrAdd(folder, _ => []).Take(max_count ?? int.MaxValue));
        _app.MapPost("/folders/{folder}/notes", (string folder, Note note) =>
        {
            var notes = _folders.GetOrAdd(folder, _ => []);
            notes.Add(note with { Id = notes.Count + 1 });
            return notes[^1];
        });
    }

    public string Address => _app.Urls.First();

    public static async Task<NotesServer> StartAsync()
    {
        var server = new NotesServer();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
