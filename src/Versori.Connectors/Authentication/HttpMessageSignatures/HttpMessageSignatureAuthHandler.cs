using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.HttpMessageSignatures;

/// <summary>HTTP message signatures (RFC 9421).</summary>
internal sealed class HttpMessageSignatureAuthHandler(TimeProvider time)
    : AuthMethodHandler<HttpMessageSignatureAuth>(CredentialKind.Fields)
{
    private readonly ExpressionContext _context = new(time);

    protected override IReadOnlyList<CredentialField> Fields(HttpMessageSignatureAuth method, CredentialKind kind) =>
        method.Fields;

    protected override IEnumerable<ExpressionUse> Expressions(HttpMessageSignatureAuth method) =>
        method.KeyId is { } keyId ? [new("/keyId", keyId)] : [];

    protected override IEnumerable<(string Pointer, string Message)> Problems(HttpMessageSignatureAuth method)
    {
        foreach (var problem in FieldProblems.Of(method.Fields)) yield return problem;
        if (FieldProblems.Missing(method.Fields, method.KeyField) is { } key) yield return ("/keyField", key);
        if (method.PassphraseField is { } name && FieldProblems.Missing(method.Fields, name) is { } passphrase)
        {
            yield return ("/passphraseField", passphrase);
        }

        if (method.ExpiresAfter <= TimeSpan.Zero)
        {
            yield return ("/expiresAfter", "The lifetime of a signature must be positive.");
        }

        // RFC 8941 §3.1.2, §3.3.3
        if (!IsLabel(method.Label))
        {
            yield return (
                "/label",
                "A label begins with a lower-case letter or '*'. "
                + "Its other characters are lower-case letters, digits, '_', '-', '.' and '*'.");
        }

        if (method.Tag is { } tag && PositionEncoder.HeaderProblem(tag) is { } tagProblem)
        {
            yield return ("/tag", tagProblem);
        }

        foreach (var problem in ComponentProblems(method)) yield return problem;
    }

    private static IEnumerable<(string Pointer, string Message)> ComponentProblems(HttpMessageSignatureAuth method)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, text) in method.Components.Index())
        {
            if (!SignatureComponent.TryParse(text, out _))
            {
                yield return (
                    $"/components/{index}",
                    $"'{text}' is not a component. Use a header field in lower case, "
                    + "a derived component of RFC 9421 §2.2, or @query-param;name=\"…\".");
            }
            else if (!seen.Add(text))
            {
                // RFC 9421 §2: "MUST occur only once".
                yield return ($"/components/{index}", $"The component '{text}' is listed twice.");
            }
        }
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(
        HttpMessageSignatureAuth method, ExpressionValues values)
    {
        var key = KeyLoader.LoadPrivate(
            Field(values, method.KeyField) ?? "",
            HttpSignatureAlgorithms.JwtOf(method.Algorithm),
            method.KeyField,
            method.KeyFormat,
            method.PassphraseField is { } name ? Field(values, name) : null);
        var keyId = method.KeyId is { } keyIdText
            ? TextExpression.Parse(keyIdText).Evaluate(values, ValuePosition.HeaderValue)
            : null;
        yield return new HttpMessageSignatureAuthenticator(method, key, keyId, _context);
    }

    private static bool IsLabel(string label) => label is [(>= 'a' and <= 'z') or '*', ..]
        && label.All(IsLabelCharacter);

    private static bool IsLabelCharacter(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '_' or '-' or '.' or '*';

    private static string? Field(ExpressionValues values, string name) =>
        values.TryGet(name, out var value) ? value.Text : null;
}
