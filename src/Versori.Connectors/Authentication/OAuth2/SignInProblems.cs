using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Finds settings with which a sign-in can never begin or end, because a request needs a value that only a later one
/// brings.
/// </summary>
internal static class SignInProblems
{
    private const string Why = "It is captured later, and no fallback is given, so a sign-in could never";

    private static readonly string[] BeforeCallback =
    [
        "/authorizationUrl", "/authorizationParameters", "/authorizationFragment", "/pushedAuthorizationUrl",
        "/deviceAuthorizationUrl", "/registrationUrl", "/issuer",
    ];

    private static readonly string[] CodeExchange = ["/tokenUrl", "/tokenParameters", "/tokenHeaders"];

    public static IEnumerable<(string Pointer, string Message)> Of(OAuth2Auth method)
    {
        if (method.Grant is not (OAuth2Grant.AuthorizationCode or OAuth2Grant.DeviceCode)) return [];
        var captured = method.Captures.Select(capture => capture.Name)
            .Concat(method.CaptureRequests.SelectMany(request => request.ExtractedValues).Select(value => value.Name))
            .Concat(["accessToken", "refreshToken"])
            .ToHashSet(StringComparer.Ordinal);
        var fromCallback = method.Captures
            .Where(capture => capture.From == CapturedValueSource.Callback)
            .Select(capture => capture.Name)
            .ToHashSet(StringComparer.Ordinal);
        var unknownAtExchange = captured.Where(name => !fromCallback.Contains(name)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. OAuth2Expressions.Of(method).Where(use => IsIn(use.Pointer, BeforeCallback))
                .SelectMany(use => Problem(use, captured, "begin")),
            .. OAuth2Expressions.Of(method).Where(use => IsIn(use.Pointer, CodeExchange))
                .SelectMany(use => Problem(use, unknownAtExchange, "be completed")),
        ];
    }

    private static bool IsIn(string pointer, string[] settings) => Array.Exists(
        settings, setting => pointer == setting || pointer.StartsWith($"{setting}/", StringComparison.Ordinal));

    private static IEnumerable<(string Pointer, string Message)> Problem(
        ExpressionUse use, HashSet<string> unknown, string what)
    {
        if (!TextExpression.TryParse(use.Text, out var expression, out _)) yield break;
        // Every other name has a value, so that only those of later responses can be missing.
        var known = new ExpressionValues();
        foreach (var name in expression.Names.Where(name => !unknown.Contains(name))) known.Set(name, "value");
        if (MissingName(expression, known) is { } missing)
        {
            yield return (use.Pointer, $"This needs '{missing}'. {Why} {what}.");
        }
    }

    private static string? MissingName(TextExpression expression, ExpressionValues known)
    {
        try
        {
            return expression.FindMissingName(known);
        }
        catch (Exception exception) when (exception is ConnectorException or ExpressionFunctionException)
        {
            // A function does not accept the placeholder value. That says nothing about the definition.
            return null;
        }
    }
}
