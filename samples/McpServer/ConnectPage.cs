using System.Collections.Concurrent;
using System.Security.Cryptography;
using Versori.Connectors;

namespace McpServerSample;

/// <summary>
/// The page on which the user connects an account. Its links are single-use and cannot be guessed, and the page listens
/// on loopback only: whoever opens it is at this machine, and has got the link from this user's client.
/// </summary>
internal sealed class ConnectPage(Owner owner)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (ConnectLinkRequest Request, DateTimeOffset End)> _open = [];

    public Uri? Address { get; set; }

    public ValueTask<ConnectLink?> CreateAsync(ConnectLinkRequest request, CancellationToken cancellationToken)
    {
        if (request.Owner != owner || Address is null) return new((ConnectLink?)null);
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var end = TimeProvider.System.GetUtcNow() + Lifetime;
        _open[token] = (request, end);
        return new(new ConnectLink(new Uri(Address, $"connect/{token}")) { ExpiresAt = end });
    }

    public void Map(WebApplication app)
    {
        app.MapGet("/connect/{token}", (string token) => Find(token) is null
            ? Results.NotFound()
            : Results.Content(
                """
                <!doctype html><title>Connect Notes</title>
                <form method="post"><label>API key of Notes <input type="password" name="key"></label>
                <button>Connect</button></form>
                """,
                "text/html"));
        app.MapPost("/connect/{token}", async (string token, HttpRequest request, IConnections connections) =>
        {
            if (Find(token) is not { } wanted) return Results.NotFound();
            var form = await request.ReadFormAsync();
            try
            {
                // The key is tried before anything is saved.
                await connections.ConnectAsync(new ConnectRequest
                {
                    ConnectorId = wanted.ConnectorId,
                    Name = "notes",
                    Owner = wanted.Owner,
                    Credential = Credential.Bearer(form["key"].ToString()),
                });
            }
            catch (ConnectorException exception)
            {
                return Results.Text(exception.Error.Message, statusCode: 400);
            }

            _open.TryRemove(token, out _);
            return Results.Text("Connected. Go back to your assistant.");
        });
    }

    private ConnectLinkRequest? Find(string token) =>
        _open.TryGetValue(token, out var found) && found.End > TimeProvider.System.GetUtcNow() ? found.Request : null;
}
