using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Tests.Authentication;

/// <summary>A custom handler that creates numbered tickets and sends them with the key.</summary>
public sealed class TicketHandler(TimeProvider time) : ITokenAuthHandler
{
    public Func<AuthHandlerToken>? Next { get; set; }

    public List<string> Revoked { get; } = [];

    public IEnumerable<AuthHandlerProblem> Validate(JsonElement settings, IReadOnlyList<CredentialField> fields)
    {
        if (!settings.TryGetProperty("hours", out var hours) || hours.ValueKind != JsonValueKind.Number)
            yield return new("/hours", "How many hours a ticket is good.");
    }

    public IEnumerable<IRequestAuthenticator> Prepare(AuthHandlerContext context) =>
        [
            RequestAuthenticators.Header(
                "X-Ticket", $"{context.Token!["ticket"].Reveal()}-{context.Fields["key"].Reveal()}"),
        ];

    public Task<AuthHandlerToken> RequestTokenAsync(AuthHandlerContext context, CancellationToken cancellationToken)
    {
        if (Next is { } next) return Task.FromResult(next());
        var number = context.Token is null
            ? 1
            : int.Parse(context.Token["number"].Reveal(), CultureInfo.InvariantCulture) + 1;
        var values = new Dictionary<string, Secret>
        {
            ["ticket"] = new($"ticket-{number}"),
            ["number"] = new($"{number}"),
        };
        return Task.FromResult(
            AuthHandlerToken.Obtained(
                values, time.GetUtcNow().AddHours(context.Settings.GetProperty("hours").GetInt32())));
    }

    public Task RevokeTokenAsync(AuthHandlerContext context, CancellationToken cancellationToken)
    {
        Revoked.Add(context.Token!["ticket"].Reveal());
        return Task.CompletedTask;
    }
}
