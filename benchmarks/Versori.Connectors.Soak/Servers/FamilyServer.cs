using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Soak.Servers;

/// <summary>
/// An external system that rotates refresh tokens and ends the token family when one is used again. It records which
/// process received each response and when.
/// </summary>
internal sealed class FamilyServer : IAsyncDisposable
{
    /// <summary>The header that identifies the requesting process.</summary>
    public const string Asker = "X-Soak-Process";

    private readonly ConcurrentDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Reuse> _reuses = [];
    private readonly WebApplication _app;
    private int _refreshes;

    private FamilyServer()
    {
        var builder = Loopback.CreateBuilder();
        _app = builder.Build();
        _app.Map("/family", () =>
        {
            var id = Guid.NewGuid().ToString("N");
            _families[id] = new Family();
            return Results.Text($"a.{id}.0 r.{id}.0");
        });
        _app.Map(
            "/resource",
            (HttpContext context) =>
                Results.StatusCode(IsGood(context.Request.Headers.Authorization.ToString()) ? 200 : 401));
        _app.Map("/token", (Delegate)TokenAsync);
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>The number of refresh tokens that were exchanged.</summary>
    public int Refreshes => _refreshes;

    /// <summary>Refresh tokens that were used again.</summary>
    public IReadOnlyCollection<Reuse> Reuses => _reuses;

    public static async Task<FamilyServer> StartAsync()
    {
        var server = new FamilyServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The tokens of a sign-in that happened elsewhere.</summary>
    public static async Task<Credential> SignInAsync(Uri address, HttpClient http)
    {
        var tokens = (await http.GetStringAsync(new Uri(address, "/family"))).Split(' ');
        return Systems.Credential(tokens[0], tokens[1]);
    }

    /// <summary>Expires every access token issued so far.</summary>
    public void ExpireAll()
    {
        foreach (var family in _families.Values)
        {
            lock (family) family.ExpiredUpTo = family.Number;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private bool IsGood(string authorization)
    {
        if (authorization.Split('.') is not ["Bearer a", var id, var number]
            || !_families.TryGetValue(id, out var family))
            return false;
        lock (family) return !family.IsEnded && number == $"{family.Number}" && family.Number > family.ExpiredUpTo;
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["refresh_token"].ToString().Split('.') is not ["r", var id, var number]
            || !_families.TryGetValue(id, out var family))
            return Refused();
        var asker = context.Request.Headers[Asker].ToString();
        lock (family)
        {
            if (family.IsEnded) return Refused();
            if (number != $"{family.Number}")
            {
                family.IsEnded = true;
                _reuses.Enqueue(new(family.Asker, family.RespondedAt, asker));
                return Refused();
            }

            family.Number++;
            family.Asker = asker;
            family.RespondedAt = Stopwatch.GetTimestamp();
            Interlocked.Increment(ref _refreshes);
            return Results.Json(new
            {
                access_token = $"a.{id}.{family.Number}",
                refresh_token = $"r.{id}.{family.Number}",
                token_type = "Bearer",
                expires_in = 3600,
            });
        }
    }

    private static IResult Refused() => Results.Json(new { error = "invalid_grant" }, statusCode: 400);

    private sealed class Family
    {
        public int Number { get; set; }

        public int ExpiredUpTo { get; set; } = -1;

        public bool IsEnded { get; set; }

        public string Asker { get; set; } = "";

        public long RespondedAt { get; set; }
    }
}

/// <summary>A refresh token that was used again because the response that replaced it was lost.</summary>
/// <param name="LostBy">The process that received the response.</param>
/// <param name="RespondedAt">When the response was sent.</param>
/// <param name="FoundBy">The process that used the old refresh token.</param>
internal sealed record Reuse(string LostBy, long RespondedAt, string FoundBy);
