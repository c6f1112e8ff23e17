<?php
// The PHP package picqer/exact-php-client, unmodified, against a sandbox. Prints what came of each call as JSON.

declare(strict_types=1);

$folder = getenv('CLIENT_FOLDER');
require file_exists("$folder/vendor/autoload.php") ? "$folder/vendor/autoload.php" : 'GuzzleHttp/autoload.php';
spl_autoload_register(static function (string $name) use ($folder): void {
    $file = "$folder/src/" . str_replace('\\', '/', $name) . '.php';
    if (str_starts_with($name, 'Picqer\\') && file_exists($file)) {
        require $file;
    }
});

use Picqer\Financials\Exact\Account;
use Picqer\Financials\Exact\ApiException;
use Picqer\Financials\Exact\Connection;
use Picqer\Financials\Exact\Item;
use Picqer\Financials\Exact\Me;
use Picqer\Financials\Exact\SalesOrder;

$connection = new Connection();
$connection->setBaseUrl(getenv('SANDBOX_URL'));
$connection->setRedirectUrl(getenv('REDIRECT_URI'));
$connection->setExactClientId(getenv('CLIENT_ID'));
$connection->setExactClientSecret(getenv('CLIENT_SECRET'));
$connection->setAuthorizationCode(getenv('CODE'));
$connection->connect();

$told = ['expires' => $connection->getTokenExpires() > time()];
$told['me'] = (new Me($connection))->find()->CurrentDivision;
$connection->setDivision($told['me']);

$names = [];
foreach ((new Account($connection))->getAsGenerator(['$select' => 'ID,Name', '$filter' => "Status eq 'C'"]) as $account) {
    $names[] = $account->Name;
}
$told['accounts'] = count($names);
$told['names'] = count(array_unique($names));

$items = new Item($connection);
$told['item'] = $items->findId('KOFFIE-1');
$told['filtered'] = array_map(
    static fn ($item) => $item->Code,
    $items->filter("substringof('FILTER',Code)", '', 'ID,Code,Description')
);

$account = new Account($connection, ['Name' => 'Bakkerij De Eikelaar', 'Status' => 'C', 'Country' => 'NL', 'City' => 'Zwolle']);
$account->save();
$told['created'] = $account->Code !== null && $account->ID !== null;
// A PUT that repeats the record's own code is refused, so only what changes is sent.
(new Account($connection, ['ID' => $account->ID, 'City' => 'Deventer']))->save();
$told['city'] = $account->find($account->ID)->City;

$order = new SalesOrder($connection, [
    'OrderedBy' => $account->ID,
    'Description' => 'Bestelling van een klant',
    'SalesOrderLines' => [['Item' => $told['item'], 'Quantity' => 3, 'NetPrice' => 12.5]],
]);
$order->save();
$told['order'] = $order->OrderNumber !== null;

$told['refused'] = [];
foreach ([
    'unknown field' => static fn () => $items->filter("Kleur eq 'rood'"),
    'gone' => static fn () => (new Account($connection, ['ID' => '00000000-0000-4000-a000-00000000ffff', 'Name' => 'x']))->save(),
    'without a name' => static fn () => (new Account($connection, ['City' => 'Zwolle']))->save(),
    'in use' => static fn () => $account->delete(),
] as $what => $call) {
    try {
        $call();
        $told['refused'][$what] = null;
    } catch (ApiException $error) {
        $told['refused'][$what] = [$error->getCode(), $error->getMessage()];
    }
}

$told['limits'] = [$connection->getMinutelyLimit(), $connection->getDailyLimit()];
$told['left'] = $connection->getMinutelyLimitRemaining() < $connection->getMinutelyLimit();
echo json_encode($told, JSON_THROW_ON_ERROR);
