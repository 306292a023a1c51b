using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Decides which hosts the requests of a session may send credentials to.</summary>
internal static class SessionOrigins
{
    /// <summary>
    /// Whether the URL has one of the connection's own origins, or is https with a host that the definition names.
    /// </summary>
    public static bool IsAllowed(SessionRun run, AuthRequest definition, Uri url)
    {
        if (Origins.Contains([.. run.Snapshot.Origins], url)) return true;
        if (!Origins.IsSecure(url)) return false;
        var expression = UrlExpression.Parse(definition.Url);
        return expression.HasTrustedHost(TrustedNames(run, expression));
    }

    // The owner of the connection chose the values of the inputs. The pattern of an extracted value limits its values.
    // A name without a value, such as an input that was left out, adds nothing to the host.
    private static HashSet<string> TrustedNames(SessionRun run, UrlExpression expression)
    {
        var extracted = SessionRequests.ExtractedValues(run.Method)
            .Where(extraction => extraction.Pattern is not null)
            .Select(extraction => extraction.Name);
        var withoutValue = expression.Names.Where(name => !HasValue(run.Values, name));
        return run.Snapshot.Inputs.Keys.Concat(extracted).Concat(withoutValue).ToHashSet(StringComparer.Ordinal);
    }

    private static bool HasValue(ExpressionValues values, string name) =>
        values.TryGet(name, out var value) && value is not { Text: null, Utf8: null };
}
