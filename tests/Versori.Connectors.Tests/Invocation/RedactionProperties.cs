using Versori.Connectors.Invocation;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Invocation;

/// <summary>Properties that hold for every secret.</summary>
public class RedactionProperties
{
    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300, Arbitrary = [typeof(InvocationProperties)])]
    public bool No_secret_is_visible_in_its_plain_or_encoded_forms(string secret)
    {
        if (secret.Length < 4) return true;
        var forms = new SecretForms([secret]);
        return forms.Redact($"<{secret}|{Uri.EscapeDataString(secret)}>") == "<[redacted]|[redacted]>";
    }
}
