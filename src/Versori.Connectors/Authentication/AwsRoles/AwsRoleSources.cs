using Versori.Connectors.Authentication.AwsSignatureV4;
using Versori.Connectors.Authentication.OAuth2;

namespace Versori.Connectors.Authentication.AwsRoles;

/// <summary>Creates the sources that call AWS STS.</summary>
internal sealed class AwsRoleSources(OAuth2Http http, TimeProvider time) : IAwsRoleSources
{
    public ITokenSource For(AwsSignatureV4Auth method, AwsAssumedRole role) =>
        new AwsRoleSource(method, role, http, time);
}
