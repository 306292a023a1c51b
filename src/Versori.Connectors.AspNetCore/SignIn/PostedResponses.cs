using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.SignIn;

/// <summary>
/// Carries the response that an authorization server posted as a form over to a request of the browser itself. The post
/// comes from another site, so that the browser sends none of the host's <c>SameSite=Lax</c> cookies with it: who is
/// signed in is known only afterwards.
/// </summary>
internal sealed class PostedResponses(IDataProtectionProvider protection)
{
    public const string Parameter = "posted";

    // A longer URL would be refused by servers and proxies.
    private const int MaximumLength = 6000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    // Tokens come from the token endpoint only (RFC 9700 §2.1.2). Everything else may be captured by the definition.
    private static readonly string[] NotRead = ["id_token", "access_token"];

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("Versori.Connectors.AspNetCore.PostedResponses.v1").ToTimeLimitedDataProtector();

    /// <summary>Where the browser goes on with the response; null if it is too long.</summary>
    public SeeOther? Continue(ConnectContext context, IFormCollection form)
    {
        // One that occurs twice stays so: it is refused (RFC 6749 §3.1).
        KeyValuePair<string, string>[] values =
        [
            .. form.Where(field => !NotRead.Contains(field.Key, StringComparer.Ordinal))
                .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))),
        ];
        var text = JsonSerializer.Serialize(values, PostedResponseJson.Default.KeyValuePairStringStringArray);
        var value = _protector.Protect(text, Lifetime);
        return value.Length > MaximumLength
            ? null
            : new($"{context.RootUrl("callback")}?{Parameter}={Uri.EscapeDataString(value)}");
    }

    /// <summary>The response; null if it is none of this host, or is too old.</summary>
    public KeyValuePair<string, string>[]? Read(string value)
    {
        try
        {
            var text = _protector.Unprotect(value);
            return JsonSerializer.Deserialize(text, PostedResponseJson.Default.KeyValuePairStringStringArray);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Changed, expired, or of another key ring: the callback is then refused as one that nobody began.
            return null;
        }
    }
}
