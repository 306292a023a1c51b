using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Jwt;

/// <summary>
/// Creates tokens in this process, without a request. The tokens are not saved, and each process creates its own.
/// </summary>
internal sealed class SelfSignedJwtSource(SelfSignedJwtAuth method, TimeProvider time) : ITokenSource
{
    public TimeSpan? RefreshMargin => method.RefreshMargin;

    public bool IsLocal => true;

    public bool CanRequestToken(ExpressionValues values, Token? current) => true;

    public Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var values = request.Values;
        var (text, field) = Key(values);
        var passphrase = method.PassphraseField is { } name ? Field(values, name) : null;
        var key = KeyLoader.LoadPrivate(text, method.Algorithm, field, method.KeyFormat, passphrase);
        var context = new ExpressionContext(time).Snapshot();
        var jwt = SelfSignedJwt.Create(method, key, values, context);
        var tokenValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["jwt"] = jwt };
        var token = new Token(tokenValues, context.Now, context.Now + method.Lifetime, scopes: []);
        return Task.FromResult(TokenResult.Success(token));
    }

    // Returns the key's text, and the field that contains it, for errors.
    private (string Text, string Field) Key(ExpressionValues values)
    {
        if (method.Key is not { } key) return (Field(values, method.KeyField) ?? "", method.KeyField);
        var template = TextExpression.Parse(key);
        return (template.Evaluate(values, ValuePosition.Raw), template.Names is [var first, ..] ? first : "key");
    }

    private static string? Field(ExpressionValues values, string name) =>
        values.TryGet(name, out var value) ? value.Text : null;
}
