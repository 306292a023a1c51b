using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>Checks the settings of a call.</summary>
internal static class RequestOptions
{
    public static readonly TimeSpan MaximumTimeout = TimeSpan.FromDays(1);

    public static IReadOnlyDictionary<string, string> NoHeaders { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    // These frame or address the request (RFC 9110 §7, RFC 9112 §6), or carry the connection's credentials.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Proxy-Connection", "Keep-Alive", "Upgrade", "TE",
        "Trailer", "Expect", "Authorization", "Proxy-Authorization", "Cookie",
    };

    public static void Check(InvocationOptions? options, List<ConnectorError> errors)
    {
        if (options is null) return;
        if (options.Accept is { } accept && PositionEncoder.HeaderProblem(accept) is { } acceptProblem)
            errors.Add(ArgumentBinder.Invalid("accept", acceptProblem));
        foreach (var (name, value) in options.Headers)
        {
            if (HeaderProblem(name, value) is { } problem)
                errors.Add(ArgumentBinder.Invalid($"headers/{name}", problem));
        }
    }

    /// <summary>The time limit of a call.</summary>
    /// <exception cref="ConnectorException">It is out of range.</exception>
    public static TimeSpan TimeoutOf(InvocationOptions? options, TimeSpan standard)
    {
        if (options?.Timeout is not { } own) return standard;
        if (own > TimeSpan.Zero && own <= MaximumTimeout) return own;
        throw new ConnectorException(ArgumentBinder.Invalid(
            "timeout", "The time limit of a call must be more than zero, and at most one day."));
    }

    private static string? HeaderProblem(string name, string? value)
    {
        if (!HttpTokenSyntax.IsToken(name)) return "The text cannot be the name of a header (RFC 9110 §5.1).";
        if (Reserved.Contains(name))
            return "The header cannot be set for a call: it frames or addresses the request, or carries credentials.";
        return value is null ? "The header has no value." : PositionEncoder.HeaderProblem(value);
    }
}
